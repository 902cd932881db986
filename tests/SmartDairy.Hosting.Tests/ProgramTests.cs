namespace SmartDairy.Hosting.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_process_that_is_told_to_stop_while_it_waits_for_its_database_ends_well()
    {
        var directory = Directory.CreateTempSubdirectory("smartdairy-").FullName;
        var code = await SmartDairyProgram.RunAsync(
            ["--Cluster:Mode=Client", "--ConnectionStrings:SmartDairy=Host=127.0.0.1;Port=1;Database=none;Username=none",
                $"--Data:Directory={directory}", "--Logging:LogLevel:Default=None"],
            "http://127.0.0.1:0",
            builder =>
            {
                builder.AddSmartDairy();
                var app = builder.Build();
                app.Lifetime.StopApplication();
                return app;
            });
        Directory.Delete(directory, recursive: true);
        Assert.Equal(0, code);
    }
}
