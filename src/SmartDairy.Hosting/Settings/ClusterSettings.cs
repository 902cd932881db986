namespace SmartDairy.Hosting.Settings;

/// <summary>How this process takes part in the cluster; section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The shape this process runs in.</summary>
    /// <value>"Embedded", the only one this version has. Default "Embedded".</value>
    public string Mode { get; set; } = "Embedded";

    /// <summary>The port silos talk to each other on, on the loopback address.</summary>
    /// <value>0 to 65,535; 0 picks a free one. Default 11111.</value>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port clients talk to the silo on, on the loopback address.</summary>
    /// <value>0 to 65,535; 0 picks a free one. Default 30000.</value>
    public int GatewayPort { get; set; } = 30000;
}
