using Pathwise.Experiments;

namespace Pathwise.Tests.ValueLearning.Tabular;

/// <summary>What is saved, loaded into another learner and gone on with equals what was never stopped, byte for byte.</summary>
internal static class Resuming
{
    public static void AssertExact(Func<ILearner> make)
    {
        const int Before = 17, After = 13;
        var (whole, stopped) = (make(), make());
        for (var update = 0; update < Before + After; update++) whole.Learn();
        for (var update = 0; update < Before; update++) stopped.Learn();
        var state = new RecordedState();
        stopped.Save(state);
        var resumed = make();
        resumed.Load(state);
        for (var update = 0; update < After; update++) resumed.Learn();
        Assert.Equal((whole.Steps, whole.Episodes), (resumed.Steps, resumed.Episodes));
        AssertEqual(whole, resumed);
    }

    public static void AssertEqual(ILearner one, ILearner two)
    {
        var (left, right) = (new RecordedState(), new RecordedState());
        one.Save(left);
        two.Save(right);
        Assert.Equal(left.Arrays.Keys.Order(), right.Arrays.Keys.Order());
        foreach (var (name, array) in left.Arrays) Assert.Equal(array, right.Arrays[name]);
    }

    /// <summary>A checkpoint in memory whose arrays can be seen.</summary>
    internal sealed class RecordedState : IStateWriter, IStateReader
    {
        private readonly string _prefix;

        public RecordedState() : this([], "") { }

        private RecordedState(Dictionary<string, Array> arrays, string prefix) => (Arrays, _prefix) = (arrays, prefix);

        public Dictionary<string, Array> Arrays { get; }

        public void Write<T>(string name, ReadOnlySpan<T> values) where T : unmanaged => Arrays.Add(_prefix + name, values.ToArray());

        public void Read<T>(string name, Span<T> values) where T : unmanaged
        {
            var saved = ReadAll<T>(name);
            Assert.Equal(values.Length, saved.Length);
            saved.CopyTo(values);
        }

        public T[] ReadAll<T>(string name) where T : unmanaged => (T[])((T[])Arrays[_prefix + name]).Clone();

        IStateWriter IStateWriter.Part(string name) => new RecordedState(Arrays, $"{_prefix}{name}.");

        IStateReader IStateReader.Part(string name) => new RecordedState(Arrays, $"{_prefix}{name}.");
    }
}
