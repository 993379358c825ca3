using Pathwise.Cli;

using var interruption = new Interruption();
return new CommandLine(Terminal.OfProcess(), Catalogue.Standard, interruption.Token).Run(args);
