using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class TargetNetworkTests
{
    [Theory]
    [InlineData(0.005)]
    [InlineData(0.5)]
    public void The_target_moves_a_part_of_the_way(double tau)
    {
        for (var length = 0; length <= 65; length++)
        {
            var online = Enumerable.Range(0, length).Select(i => (float)Math.Sin(i)).ToArray();
            var target = Enumerable.Range(0, length).Select(i => (float)Math.Cos(3 * i)).ToArray();
            var wanted = Enumerable.Range(0, length).Select(i => (tau * online[i]) + ((1 - tau) * target[i])).ToArray();
            TargetNetwork.Follow(online, target, tau);
            for (var i = 0; i < length; i++) Assert.Equal(wanted[i], target[i], 2e-7);         // two roundings of numbers ≤ 1
        }
    }

    [Fact]
    public void One_copies_bit_for_bit_and_zero_stays()
    {
        float[] online = [1.1f, -2.2f, 3.3f], target = [9, 9, 9];
        TargetNetwork.Follow(online, target, 0);
        Assert.Equal([9, 9, 9], target);
        TargetNetwork.Follow(online, target, 1);
        Assert.Equal(online, target);
    }

    [Fact]
    public void The_target_reaches_a_still_network_exponentially()
    {
        float[] online = [1], target = [0];
        for (var k = 0; k < 100; k++) TargetNetwork.Follow(online, target, 0.1);
        Assert.Equal(1 - Math.Pow(0.9, 100), target[0], 1e-5);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TargetNetwork.Follow(new float[2], new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TargetNetwork.Follow(new float[2], new float[2], 1.5));
    }
}
