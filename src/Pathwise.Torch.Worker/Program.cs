using Pathwise.Torch;

// The parent is told to stop by the same key, and ends this program when it is ready to.
#pragma warning disable RS0030 // a program may use its console
Console.CancelKeyPress += (_, stop) => stop.Cancel = true;
TrainingService.Serve(Console.In, Console.Out);
#pragma warning restore RS0030
