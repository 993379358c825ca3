using Pathwise.Figures;
using Pathwise.Onnx;
using Pathwise.Testing;

namespace Pathwise.Tests.Conventions;

public sealed class PublicApiTests
{
    [Fact]
    public void Pathwise_shows_what_was_agreed_on() => PublicApiSnapshot.AssertAccepted(typeof(BadInputException).Assembly);

    [Fact]
    public void Pathwise_Testing_shows_what_was_agreed_on() => PublicApiSnapshot.AssertAccepted(typeof(Sample).Assembly);

    [Fact]
    public void Pathwise_Figures_shows_what_was_agreed_on() => PublicApiSnapshot.AssertAccepted(typeof(Picture).Assembly);

    [Fact]
    public void Pathwise_Onnx_shows_what_was_agreed_on() => PublicApiSnapshot.AssertAccepted(typeof(OnnxGraph).Assembly);
}
