using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class GaussLegendreTests
{
    [Fact]
    public void Polynomials_up_to_degree_31_are_integrated_exactly()
    {
        for (var degree = 0; degree <= 31; degree++)
        {
            var sum = 0.0;
            for (var j = 0; j < GaussLegendre.Count; j++)
                sum += GaussLegendre.Weights[j] * Math.Pow(GaussLegendre.Nodes[j], degree);
            Assert.Equal(degree % 2 == 0 ? 2.0 / (degree + 1) : 0, sum, 1e-14);
        }
    }

    [Fact]
    public void Polynomials_up_to_degree_15_are_integrated_exactly_up_to_every_node()
    {
        for (var degree = 0; degree <= 15; degree++)
            for (var j = 0; j < GaussLegendre.Count; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < GaussLegendre.Count; k++)
                    sum += GaussLegendre.Partials[(k * GaussLegendre.Count) + j]
                        * Math.Pow(GaussLegendre.Nodes[k], degree);
                var expected = (Math.Pow(GaussLegendre.Nodes[j], degree + 1) - Math.Pow(-1, degree + 1)) / (degree + 1);
                Assert.Equal(expected, sum, 1e-13);
            }
    }

    [Fact]
    public void Nodes_rise_and_are_symmetric()
    {
        for (var j = 0; j < GaussLegendre.Count; j++)
        {
            Assert.Equal(-GaussLegendre.Nodes[GaussLegendre.Count - 1 - j], GaussLegendre.Nodes[j], 1e-15);
            if (j > 0) Assert.True(GaussLegendre.Nodes[j] > GaussLegendre.Nodes[j - 1]);
        }
    }
}
