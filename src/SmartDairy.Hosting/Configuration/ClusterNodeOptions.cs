using System.ComponentModel.DataAnnotations;
using System.Net;
using SmartDairy.Configuration;

namespace SmartDairy.Hosting.Configuration;

/// <summary>How this process takes part in the cluster; section <c>Cluster</c>.</summary>
public sealed class ClusterNodeOptions
{
    /// <summary>The shape this process runs in.</summary>
    /// <value>Default Embedded. Server needs a PostgreSQL database and an outside broker, Client a database.</value>
    public ClusterMode Mode { get; set; } = ClusterMode.Embedded;

    /// <summary>
    /// The name of the cluster: silos and API nodes with the same name and database find each other. Also the name under which silos share
    /// a broker's messages.
    /// </summary>
    /// <value>1 to 64 letters, digits, _ and -. Default "smartdairy".</value>
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "1 to 64 letters, digits, _ and - (default smartdairy)")]
    public string Id { get; set; } = "smartdairy";

    /// <summary>The address at which others reach this silo.</summary>
    /// <value>
    /// Null: the loopback address when embedded, else the first IPv4 address of this machine that is not the loopback address, or that one
    /// if there is no other.
    /// </value>
    [Allowed("an IP address at which other nodes reach this one")]
    public IPAddress? Address { get; set; }

    /// <summary>The port silos talk to each other on.</summary>
    /// <value>0 to 65,535; 0 picks a free one. Default 11111.</value>
    [Range(0, ushort.MaxValue)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port API nodes talk to the silo on.</summary>
    /// <value>0 to 65,535; 0 picks a free one. Default 30000.</value>
    [Range(0, ushort.MaxValue)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// How long a silo waits for another one's answer to a probe. A silo that misses <see cref="MissedProbes"/> in a row is voted out.
    /// </summary>
    /// <value>1 to 60 seconds. Default 2.</value>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 2;

    /// <summary>
    /// Probes in a row that a silo may miss. Together with <see cref="ProbeSeconds"/>: how soon the work of a silo that is gone moves, and
    /// how long one may stand still.
    /// </summary>
    /// <value>1 to 20 probes. Default 3: about 6 to 10 seconds.</value>
    [Range(1, 20)]
    public int MissedProbes { get; set; } = 3;
}
