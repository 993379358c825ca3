using System.Runtime.CompilerServices;
using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Policies;

/// <summary>A policy that has left its training: observation in, action out.</summary>
/// <remarks>
/// <para>The observation is what the environment shows; normalisation, zeros and ones for choices, the cut to the
/// action's bounds are inside. Actions are those of the learner that it came from, bit for bit.</para>
/// <para>Immutable, so safe for concurrent use; a <see cref="PolicyMemory"/> belongs to one caller. Allocates nothing,
/// unless a row needs more than <see cref="MostOnStack"/> numbers.</para>
/// </remarks>
public sealed class TrainedPolicy
{
    private const double LeastVariance = 1e-6;         // of a σ that depends on the state

    /// <summary>The most numbers that are computed on the stack.</summary>
    public const int MostOnStack = 1 << 14;

    private readonly PolicyParts _parts;
    private readonly PolicyNetwork _network;
    private readonly ObservationEncoding _encoding;
    private readonly MultiCategorical _choices;
    private readonly double[] _variances = [];          // exp(2 L)
    private readonly int _room, _logits, _start;

    /// <summary>Makes a policy of its parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
    public TrainedPolicy(PolicyParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (_parts, _network, _encoding) = (parts, parts.Network, new(parts.Observations, parts.Scaling));
        Check(parts);
        _choices = parts.Actions switch
        {
            Discrete one => new(one.Count),
            MultiDiscrete several => new(several.Counts),
            _ => new(1),
        };
        _start = (parts.Actions as Discrete)?.Start ?? 0;
        _logits = parts.Rule == ActionRule.Choices ? parts.Network.Outputs
            : parts.Actions is Discrete { Count: var count } ? count : 0;
        if (parts.LogSigmas.Length > parts.Actions.Size)
            _variances = [.. parts.LogSigmas.ToArray().Select(l => Math.Exp(2.0 * l))];
        _room = checked(_network.Inputs + _network.Room + (2 * parts.Actions.Size));
    }

    /// <summary>What it is made of; nobody may change the networks in it.</summary>
    public PolicyParts Parts => _parts;

    /// <summary>What it sees.</summary>
    public Space ObservationSpace => _parts.Observations;

    /// <summary>What it does.</summary>
    public Space ActionSpace => _parts.Actions;

    /// <summary>Whether it has a memory, which whoever acts has to hold: <see cref="NewMemory"/>.</summary>
    public bool HasMemory => _network.Memory is not null;

    /// <summary>A memory for the episodes of one caller; null where the policy has none, which then needs
    /// none.</summary>
    public PolicyMemory? NewMemory() => HasMemory ? new(_network.Units) : null;

    /// <summary>The greedy choice.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="mask">Which choices there are, one at least, [choices]; empty: all.</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <exception cref="InvalidOperationException">Actions are no single choice.</exception>
    /// <exception cref="ArgumentException">A length is another, the observation is none of the space's, or the memory
    /// is missing.</exception>
    [SkipLocalsInit]
    public int Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask = default, PolicyMemory? memory = null)
    {
        MustBe(_parts.Actions is Discrete, "one choice");
        var action = 0;
        Act(observation, new Span<int>(ref action), mask, memory);
        return action;
    }

    /// <summary>The greedy action of choices or bits.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="action">Receives the action, [ActionSpace.Size].</param>
    /// <param name="mask">Which choices there are, [choices]; empty: all.</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    [SkipLocalsInit]
    public void Act(
        ReadOnlySpan<float> observation, Span<int> action, ReadOnlySpan<bool> mask = default,
        PolicyMemory? memory = null)
    {
        Span<float> room = _room <= MostOnStack ? stackalloc float[_room] : new float[_room];
        var outputs = Evaluate(observation, action.Length, mask, memory, room, out _);
        switch (_parts.Rule)
        {
            case ActionRule.Choices when _parts.Actions is Discrete:
                action[0] = Greatest(outputs, atoms: 1) + _start;
                break;
            case ActionRule.Choices: _choices.Mode(outputs, action); break;
            case ActionRule.Bits: new Bernoulli(action.Length).Mode(outputs, action); break;
            case ActionRule.Values: action[0] = Greatest(outputs, _parts.Atoms) + _start; break;
            default: throw Unlike("choices or bits");
        }
    }

    /// <summary>The greedy action of real numbers.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="action">Receives the action, within the bounds, [ActionSpace.Size].</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    [SkipLocalsInit]
    public void Act(ReadOnlySpan<float> observation, Span<float> action, PolicyMemory? memory = null)
    {
        MustBe(_parts.Actions is Box, "real numbers");
        Span<float> room = _room <= MostOnStack ? stackalloc float[_room] : new float[_room];
        var outputs = Evaluate(observation, action.Length, [], memory, room, out _);
        if (_parts.Rule == ActionRule.Squashed)
        {
            if (outputs.Length > action.Length) new SquashedGaussian(action.Length).Mode(outputs, action);
            else Activations.Forward(Activation.Tanh, outputs, action);
            FromUnit(action);
            return;
        }

        outputs.CopyTo(action);
        Clip(action);
    }

    /// <summary>A choice drawn from the policy.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    public int Draw(ReadOnlySpan<float> observation, ref Rng rng) =>
        Draw(observation, default(ReadOnlySpan<bool>), memory: null, ref rng);

    /// <summary>A choice drawn from the policy.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="mask">Which choices there are, one at least, [choices]; empty: all.</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    public int Draw(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask, PolicyMemory? memory, ref Rng rng)
    {
        MustBe(_parts.Actions is Discrete, "one choice");
        var action = 0;
        Draw(observation, new Span<int>(ref action), mask, memory, ref rng);
        return action;
    }

    /// <summary>An action of choices or bits, drawn from the policy.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="action">Receives the action, [ActionSpace.Size].</param>
    /// <param name="mask">Which choices there are, [choices]; empty: all.</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    [SkipLocalsInit]
    public void Draw(
        ReadOnlySpan<float> observation, Span<int> action, ReadOnlySpan<bool> mask, PolicyMemory? memory, ref Rng rng)
    {
        Span<float> room = _room <= MostOnStack ? stackalloc float[_room] : new float[_room];
        var outputs = Evaluate(observation, action.Length, mask, memory, room, out _);
        switch (_parts.Rule)
        {
            case ActionRule.Choices:
                _choices.Sample(outputs, action, ref rng);
                action[0] += _start;
                break;
            case ActionRule.Bits: new Bernoulli(action.Length).Sample(outputs, action, ref rng); break;
            case ActionRule.Values: action[0] = DrawByValue(outputs, mask, ref rng); break;
            default: throw Unlike("choices or bits");
        }
    }

    /// <summary>An action of real numbers, drawn from the policy.</summary>
    /// <param name="observation">[ObservationSpace.Size], without NaN.</param>
    /// <param name="action">Receives the action, within the bounds, [ActionSpace.Size].</param>
    /// <param name="memory">What is carried from step to step; goes on. Null where the policy has none.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <inheritdoc cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool}, PolicyMemory)"/>
    [SkipLocalsInit]
    public void Draw(ReadOnlySpan<float> observation, Span<float> action, PolicyMemory? memory, ref Rng rng)
    {
        MustBe(_parts.Actions is Box, "real numbers");
        Span<float> room = _room <= MostOnStack ? stackalloc float[_room] : new float[_room];
        var means = Evaluate(observation, action.Length, [], memory, room, out var features);
        var pi = room[^(2 * action.Length)..];
        if (_parts.Rule == ActionRule.Squashed)
        {
            DrawSquashed(means, pi[action.Length..], action, ref rng);
            FromUnit(action);
            return;
        }

        means.CopyTo(pi);
        LogSigmas(features, pi[action.Length..]);
        new DiagonalGaussian(action.Length).Sample(pi, action, ref rng);
        Clip(action);
    }

    /// <summary>What the network says, with masked choices at −∞.</summary>
    private Span<float> Evaluate(
        ReadOnlySpan<float> observation, int actionSize, ReadOnlySpan<bool> mask, PolicyMemory? memory,
        Span<float> room, out ReadOnlySpan<float> features)
    {
        if (actionSize != _parts.Actions.Size) throw new ArgumentException(
            $"An action in {_parts.Actions} has {_parts.Actions.Size} numbers, not {actionSize}.", nameof(actionSize));
        if (!mask.IsEmpty && mask.Length != _logits) throw new ArgumentException(
            $"A mask for actions in {_parts.Actions} has {_logits} entries, not {mask.Length}.", nameof(mask));
        if ((memory?.Hidden.Length ?? 0) != _network.Units) throw new ArgumentException(
            HasMemory ? "The policy has a memory: give it one of NewMemory." : "The memory is of another policy.",
            nameof(memory));

        var seen = room[.._network.Inputs];
        _encoding.Encode(observation, seen);
        var outputs = _network.Forward(seen, memory, room[_network.Inputs..], out features);
        for (var i = 0; i < mask.Length; i++)
            if (!mask[i]) outputs.Slice(i * _parts.Atoms, _parts.Atoms).Fill(float.NegativeInfinity);
        return outputs;
    }

    /// <summary>The first choice of the greatest sum.</summary>
    private static int Greatest(ReadOnlySpan<float> outputs, int atoms)
    {
        var (best, greatest) = (0, float.NegativeInfinity);
        for (var a = 0; a < outputs.Length / atoms; a++)
        {
            var value = atoms == 1 ? outputs[a] : Reduction.Of<Total>(outputs.Slice(a * atoms, atoms), neutral: 0);
            if (value > greatest) (best, greatest) = (a, value);
        }

        return best;
    }

    private int DrawByValue(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> mask, ref Rng rng)
    {
        var choices = (Discrete)_parts.Actions;
        return _parts.Epsilon > 0 && rng.NextDouble() < _parts.Epsilon
            ? mask.IsEmpty ? choices.Sample(ref rng) : choices.Sample(mask, ref rng)
            : Greatest(outputs, _parts.Atoms) + _start;
    }

    private void DrawSquashed(ReadOnlySpan<float> outputs, Span<float> noise, Span<float> action, ref Rng rng)
    {
        if (outputs.Length > action.Length)
        {
            rng.FillNormal(noise);
            new SquashedGaussian(action.Length).Sample(outputs, noise, action);
            return;
        }

        Activations.Forward(Activation.Tanh, outputs, action);
        if (_parts.Noise == 0) return;
        foreach (ref var a in action) a += (float)(_parts.Noise * rng.NextNormal());
    }

    private void LogSigmas(ReadOnlySpan<float> features, Span<float> logSigmas)
    {
        if (_variances.Length == 0)
        {
            _parts.LogSigmas.Span.CopyTo(logSigmas);
            return;
        }

        for (var j = 0; j < logSigmas.Length; j++)
        {
            var sum = LeastVariance;
            for (var k = 0; k < features.Length; k++)
                sum += (double)features[k] * features[k] * _variances[(k * logSigmas.Length) + j];
            logSigmas[j] = (float)(0.5 * Math.Log(sum));
        }
    }

    private void Clip(Span<float> action)
    {
        var box = (Box)_parts.Actions;
        for (var i = 0; i < action.Length; i++) action[i] = Math.Clamp(action[i], box.Low[i], box.High[i]);
    }

    private void FromUnit(Span<float> action)
    {
        var box = (Box)_parts.Actions;
        for (var i = 0; i < action.Length; i++) action[i] = box.FromUnit(i, action[i]);
    }

    private void MustBe(bool isSo, string what)
    {
        if (!isSo) throw Unlike(what);
    }

    private InvalidOperationException Unlike(string what) =>
        new($"The policy's actions are in {_parts.Actions}, not {what}.");

    private void Check(PolicyParts parts)
    {
        var (actions, outputs) = (parts.Actions, parts.Network.Outputs);
        var needed = (parts.Rule, actions) switch
        {
            (ActionRule.Choices, Discrete one) => one.Count,
            (ActionRule.Choices, MultiDiscrete several) => several.Counts.Sum(),
            (ActionRule.Bits, MultiBinary bits) => bits.Size,
            (ActionRule.Reals, Box reals) => reals.Size,
            (ActionRule.Squashed, Box { IsBounded: true } reals) => outputs == reals.Size ? outputs : 2 * reals.Size,
            (ActionRule.Values, Discrete one) => checked(one.Count * parts.Atoms),
            _ => throw new ArgumentException($"Actions in {actions} cannot follow the rule {parts.Rule}."),
        };
        if (needed != outputs) throw new ArgumentException(
            $"Actions in {actions} need {needed} numbers of the network; it gives {outputs}.");
        if (_encoding.Size != parts.Network.Inputs) throw new ArgumentException(
            $"Observations in {parts.Observations} are {_encoding.Size} numbers to a network; this one sees "
            + $"{parts.Network.Inputs}.");
        if (parts.Rule == ActionRule.Reals && parts.LogSigmas.Length != actions.Size
            && parts.LogSigmas.Length != actions.Size * parts.Network.Features)
            throw new ArgumentException($"{parts.LogSigmas.Length} numbers cannot be ln σ of {actions.Size} actions.");
        if (parts.Rule != ActionRule.Values && parts.Atoms != 1)
            throw new ArgumentException("Only values have several numbers for a choice.");
    }
}
