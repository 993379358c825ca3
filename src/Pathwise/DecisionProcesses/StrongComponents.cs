namespace Pathwise.DecisionProcesses;

/// <summary>The sets of states of a chain in each of which every state is reached from every other.</summary>
/// <remarks>Source: R. Tarjan, <i>Depth-First Search and Linear Graph Algorithms</i>, SIAM Journal on Computing 1(2),
/// 1972, with a stack of its own in the place of recursion. Cost: linear in the elements.</remarks>
internal static class StrongComponents
{
    /// <summary>All of them; each state is in one.</summary>
    /// <param name="steps">An element for each step that is possible.</param>
    public static List<int[]> Of(SparseRows steps)
    {
        var n = steps.Size;
        var (order, low, taken) = (new int[n], new int[n], new int[n]);     // order from 1; 0: not seen
        var isOpen = new bool[n];
        var (components, open, path) = (new List<int[]>(), new Stack<int>(), new Stack<int>());
        var count = 0;
        for (var root = 0; root < n; root++)
        {
            if (order[root] == 0) Enter(root);
            while (path.TryPeek(out var state))
            {
                if (taken[state] < steps.ColumnsOf(state).Length)
                {
                    var next = steps.ColumnsOf(state)[taken[state]++];
                    if (order[next] == 0) Enter(next);
                    else if (isOpen[next]) low[state] = Math.Min(low[state], order[next]);
                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var before)) low[before] = Math.Min(low[before], low[state]);
                if (low[state] == order[state]) components.Add(Close(state));
            }
        }

        return components;

        void Enter(int state)
        {
            order[state] = low[state] = ++count;
            isOpen[state] = true;
            open.Push(state);
            path.Push(state);
        }

        int[] Close(int root)
        {
            var component = new List<int>();
            int state;
            do
            {
                state = open.Pop();
                isOpen[state] = false;
                component.Add(state);
            }
            while (state != root);
            component.Sort();
            return [.. component];
        }
    }
}
