using Pathwise.Autoencoders;

namespace Pathwise.Experiments.Runs;

/// <summary>How the training of an autoencoder stands, for whoever watches.</summary>
/// <param name="Epoch">Whole epochs that are done.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Fraction">How much of the training is done, in [0, 1].</param>
/// <param name="Batch">The means of the last batch.</param>
/// <param name="ImagesPerSecond">Speed of learning since this session began; 0 while unknown.</param>
/// <param name="TimeLeft">At this speed, or null while it is unknown.</param>
public readonly record struct AutoencoderProgress(
    int Epoch, int Epochs, double Fraction, LossSums Batch, double ImagesPerSecond, TimeSpan? TimeLeft);
