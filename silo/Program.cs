using SmartDairy.Hosting;

return await SmartDairyProgram.RunAsync(
    args,
    "http://localhost:8081",
    builder =>
    {
        builder.AddSmartDairySilo();
        var app = builder.Build();
        app.MapSmartDairyHealth();
        return app;
    },
    new Dictionary<string, string?> { ["Cluster:Mode"] = "Server" });
