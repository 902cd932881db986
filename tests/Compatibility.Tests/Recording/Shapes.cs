using SmartDairy.Servers;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>The arguments of the two shapes, the same for recording and for reading.</summary>
internal static class Shapes
{
    public static string[] Embedded(string directory, int mqttPort)
        => ["--Cluster:Mode=Embedded", $"--Data:Directory={directory}", $"--Mqtt:Port={mqttPort}"];

    public static string[] Server(string directory, PostgresServer database, MosquittoServer broker) =>
    [
        "--Cluster:Mode=Server", "--Cluster:Address=127.0.0.1", $"--Data:Directory={directory}",
        $"--ConnectionStrings:SmartDairy={database.ConnectionString()}",
        $"--Mqtt:Broker=mqtt://127.0.0.1:{broker.Port}",
    ];
}
