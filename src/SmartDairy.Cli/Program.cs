return await SmartDairy.Cli.CommandLine.RunAsync(args, Console.Out, Console.Error);
