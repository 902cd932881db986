using SmartDairy.Api;

if (args is ["bench-history", ..])
{
    return await SmartDairy.Hosting.Benchmarks.HistoryBenchmark.RunAsync(args[1..]);
}

return await ApiHost.RunAsync(args);
