using System.Globalization;
using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>A bandit that follows one strategy.</summary>
/// <typeparam name="TStrategy">The strategy: its calls are direct.</typeparam>
/// <remarks>
/// <para><c>var bandit = new Bandit&lt;EpsilonGreedy&gt;(new(0.1), arms: 10);</c> then <see cref="Choose(ref Rng)"/>
/// and <see cref="Learn"/>, in turn or not. Memory: 3 numbers an arm.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed class Bandit<TStrategy> : IBandit where TStrategy : struct, IBanditRule<TStrategy>
{
    private readonly TStrategy _strategy;
    private readonly BanditStrategyEntry _entry;
    private readonly double[] _numbers;

    /// <inheritdoc cref="Bandit{TStrategy}"/>
    /// <param name="strategy">How it chooses and learns.</param>
    /// <param name="arms">n, ≥ 1.</param>
    public Bandit(TStrategy strategy, int arms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        (_strategy, _entry, Arms) = (strategy, strategy.Entry, arms);
        _numbers = new double[ArmMemory.SizeFor(arms)];
        Reset();
    }

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public IBanditStrategy Strategy => _strategy;

    /// <inheritdoc/>
    public long Learned => (long)Memory.Learned;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Estimates => Memory.Estimates;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Weights => Memory.Weights;

    private ArmMemory Memory => new(ref _numbers[0], Arms);

    /// <inheritdoc/>
    public int ChooseArm(ref Rng rng) => _strategy.Choose(Memory, default, ref rng);

    /// <inheritdoc/>
    public int ChooseArm(ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        Check(allowed);
        return _strategy.Choose(Memory, allowed, ref rng);
    }

    /// <inheritdoc/>
    public Choice Choose(ref Rng rng)
    {
        var memory = Memory;
        var arm = _strategy.Choose(memory, default, ref rng);
        return new(arm, _strategy.Propensity(memory, default, arm));
    }

    /// <inheritdoc/>
    public Choice Choose(ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        Check(allowed);
        var memory = Memory;
        var arm = _strategy.Choose(memory, allowed, ref rng);
        return new(arm, _strategy.Propensity(memory, allowed, arm));
    }

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        if (!allowed.IsEmpty) Check(allowed);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, Arms, nameof(probabilities));
        _strategy.Probabilities(Memory, allowed, probabilities);
    }

    /// <inheritdoc/>
    public void Learn(int arm, double reward)
    {
        if ((uint)arm >= (uint)Arms || !_entry.Rewards.Contains(reward)) ThrowCannotLearn(arm, reward);
        _strategy.Learn(Memory, arm, reward);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Memory.Clear();
        _strategy.Begin(Memory);
    }

    /// <inheritdoc/>
    public void Save(Utf8JsonWriter writer) => BanditState.Write(writer, this, Memory);

    /// <inheritdoc/>
    public void Load(JsonElement state) => BanditState.Read(state, this, Memory);

    private void Check(ReadOnlySpan<bool> allowed)
    {
        if (allowed.Length != Arms)
            throw new ArgumentException(
                $"A mask for {Arms} arms must have {Arms} entries; this has {allowed.Length}.", nameof(allowed));
        if (!allowed.Contains(true))
            throw new ArgumentException("A mask must allow at least one arm.", nameof(allowed));
    }

    private void ThrowCannotLearn(int arm, double reward)
    {
        if ((uint)arm >= (uint)Arms)
            throw new ArgumentOutOfRangeException(nameof(arm), arm, $"There are the arms 0 to {Arms - 1}.");
        throw new ArgumentOutOfRangeException(nameof(reward), reward, string.Create(
            CultureInfo.InvariantCulture, $"The strategy {_entry.Id} learns from rewards in {_entry.Rewards}."));
    }
}
