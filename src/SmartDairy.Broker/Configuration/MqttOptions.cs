using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Broker.Configuration;

/// <summary>The MQTT broker, embedded in this process or outside; section <c>Mqtt</c>.</summary>
public sealed class MqttOptions : IValidatableObject
{
    /// <summary>The broker that devices connect to.</summary>
    /// <value>Null: the one in this process ("embedded", the default). Else mqtt://host[:1883] or mqtts://host[:8883].</value>
    [BrokerAddress, TypeConverter(typeof(BrokerAddressConverter))]
    public Uri? Broker { get; set; }

    /// <summary>The user name of the silos at an outside broker.</summary>
    /// <value>Null: without a name.</value>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>.</summary>
    /// <value>Null: none, or in <see cref="PasswordFile"/>.</value>
    public string? Password { get; set; }

    /// <summary>A file whose first line is the password; not beside <see cref="Password"/>.</summary>
    /// <value>Null: none.</value>
    public string? PasswordFile { get; set; }

    /// <summary>The certificates (PEM) that an outside broker's certificate must come from.</summary>
    /// <value>Null: those the machine trusts. mqtts only.</value>
    public string? CaFile { get; set; }

    /// <summary>The certificate (PEM) the silos show to an outside broker.</summary>
    /// <value>Null: none. mqtts only, with <see cref="KeyFile"/>.</value>
    public string? CertificateFile { get; set; }

    /// <summary>The private key (PEM) of <see cref="CertificateFile"/>.</summary>
    /// <value>Null: none.</value>
    public string? KeyFile { get; set; }

    /// <summary>The subscriptions of the silos at an outside broker.</summary>
    /// <value>
    /// Topic filters, in configuration with commas between them. Default "dairy/#" for readings and "system/#" for the status of devices
    /// and commands.
    /// </value>
    [MinLength(1, ErrorMessage = "topic filters with commas between them (default dairy/#,system/#)")]
    public IReadOnlyList<string> TopicFilters { get; set; } = ["dairy/#", "system/#"];

    /// <summary>How many messages an outside broker may send a queue before they are acknowledged.</summary>
    /// <value>1 to 65,535 messages. Default 1,000.</value>
    [Range(1, ushort.MaxValue)]
    public int QueueReceiveMaximum { get; set; } = 1_000;

    /// <summary>How long an outside broker keeps messages for a queue that no silo reads.</summary>
    /// <value>1 to 8,760 hours. Default 168, a week.</value>
    [Range(1, 8_760)]
    public int SessionHours { get; set; } = 168;

    /// <summary>The TCP port devices connect to, on all addresses.</summary>
    /// <value>0 to 65,535; 0 picks a free one. Default 1883.</value>
    [Range(0, ushort.MaxValue)]
    public int Port { get; set; } = 1883;

    /// <summary>How many devices may be connected at once.</summary>
    /// <value>1 to 1,000,000 connections. Default 20,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>The longest packet a device may send: a longer one closes its connection before it is read.</summary>
    /// <value>1,024 to 16,777,216 bytes. Default 2,097,152 (2 MiB).</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxPacketBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How many publishes of one connection may await their acknowledgement; further ones wait in the socket.</summary>
    /// <value>1 to 65,535 publishes. Default 256.</value>
    [Range(1, ushort.MaxValue)]
    public int ReceiveMaximum { get; set; } = 256;

    /// <summary>How many topic aliases one connection may define. MQTT 5 only.</summary>
    /// <value>0 to 1,024 aliases; 0 turns them off. Default 16.</value>
    [Range(0, 1024)]
    public int TopicAliasMaximum { get; set; } = 16;

    /// <summary>How many topics one connection may subscribe to: a gateway subscribes for each device behind it.</summary>
    /// <value>1 to 100,000 topics. Default 2,000.</value>
    [Range(1, 100_000)]
    public int MaxSubscriptions { get; set; } = 2_000;

    /// <summary>How long a new connection may take until its CONNECT is complete.</summary>
    /// <value>1 to 300 seconds. Default 10.</value>
    [Range(1, 300)]
    public int ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Commands that wait for a device that reads slowly; further ones are dropped, and sent again when it next subscribes.
    /// </summary>
    /// <value>1 to 100,000 messages a connection. Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxPendingMessages { get; set; } = 1_000;

    /// <summary>How long a stopping broker waits for publishes it has taken to be stored and acknowledged.</summary>
    /// <value>0 to 60 seconds. Default 5.</value>
    [Range(0, 60)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>Failed logins of one device from one address before further ones are refused unchecked.</summary>
    /// <value>1 to 1,000 within a minute. Default 10.</value>
    [Range(1, 1_000)]
    public int MaxFailedLogins { get; set; } = 10;

    /// <summary>The password, wherever it is given, read anew at each call; null when there is none.</summary>
    /// <exception cref="IOException">The file of the password cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read the file of the password.</exception>
    public string? ReadPassword() => PasswordFile is null ? Password : File.ReadLines(PasswordFile).FirstOrDefault()?.Trim();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, string? Path)[] files =
        [
            (nameof(PasswordFile), PasswordFile), (nameof(CaFile), CaFile), (nameof(CertificateFile), CertificateFile),
            (nameof(KeyFile), KeyFile),
        ];
        foreach (var (key, path) in files)
        {
            if (path is not null && !File.Exists(path))
            {
                yield return new($"is '{path}'; there is no such file, or it cannot be read.", [key]);
            }

            if (path is not null && key != nameof(PasswordFile) && Broker?.Scheme != "mqtts")
            {
                yield return new("is set; it is for brokers of mqtts://host:port only.", [key]);
            }
        }

        if (Password is not null && PasswordFile is not null)
        {
            yield return new("and Mqtt:PasswordFile are both set; use one of them.", [nameof(Password)]);
        }

        if (CertificateFile is null != KeyFile is null)
        {
            yield return new("and Mqtt:KeyFile go together; only one of them is set.", [nameof(CertificateFile)]);
        }
    }
}
