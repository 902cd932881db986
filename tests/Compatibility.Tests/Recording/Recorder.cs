using System.Text.Json.Nodes;
using SmartDairy.Compatibility.Tests.Running;
using SmartDairy.Servers;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>Writes the files of the folder Data from a released build. It is run by record.sh and never with the tests.</summary>
public sealed class Recorder
{
    private const string Variable = "RECORDED_API";

    private static string Program => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException($"{Variable} names no assembly: use tests/Compatibility.Tests/record.sh.");

    [Fact(Explicit = true)]
    public async Task Records_the_embedded_shape()
    {
        using var scratch = new Scratch();
        var port = FreePort.Next();
        await using var build = await ReleasedBuild.StartAsync(Program, port, Shapes.Embedded(scratch.Path, port));
        var facts = await RecordAsync(build);
        await build.StopAsync();
        (facts with { StoredNames = await StoredNames.ReadAsync(Archives.Sqlite(scratch.Path)) }).Write(Archives.EmbeddedFacts);
        await Archives.PackAsync(scratch.Path);
    }

    [Fact(Explicit = true)]
    public async Task Records_the_server_shape()
    {
        using var scratch = new Scratch();
        await using var database = await PostgresServer.StartAsync();
        await using var broker = await MosquittoServer.StartAsync();
        await using var build = await ReleasedBuild.StartAsync(Program, broker.Port, Shapes.Server(scratch.Path, database, broker));
        var facts = await RecordAsync(build);
        await build.StopAsync();
        (facts with { StoredNames = await StoredNames.ReadAsync(Archives.Postgres(database)) }).Write(Archives.ServerFacts);
        await Archives.DumpAsync(database);
    }

    private static async Task<Facts> RecordAsync(RunningDairy build)
    {
        var activity = new Activity(build, TimeProvider.System.GetUtcNow());
        await activity.RunAsync();
        var (answers, still, changes) = (new JsonObject(), 0, Array.Empty<string>());
        var recordedAt = TimeProvider.System.GetUtcNow();
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(2));

        // Until everything that follows is stored: eight seconds without a change.
        for (var round = 0; still < 4; round++)
        {
            Assert.True(round < 60, $"The answers do not come to rest:\n{string.Join('\n', changes)}");
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            recordedAt = TimeProvider.System.GetUtcNow();
            var next = await Questions.AskAsync(build, recordedAt);
            changes = [.. Differences.Between(answers, next).Take(20)];
            (still, answers) = (changes.Length == 0 ? still + 1 : 0, next);
        }

        return new Facts(recordedAt, activity.Passwords, Farm.Environment2, activity.Old.ToJsonString(), [], answers);
    }
}
