using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// How a provider reads from an outside MQTT 5 broker, with a client a queue, and publishes to it. Validated when the silo starts, together
/// with <see cref="MqttStreamOptions"/>.
/// </summary>
public sealed class MqttBrokerOptions
{
    /// <summary>The broker: <c>mqtt://host[:1883]</c>, or <c>mqtts://host[:8883]</c> for TLS.</summary>
    /// <value>Required. No default.</value>
    public Uri? Broker { get; set; }

    /// <summary>
    /// Begins the client ids: queue n is <c>{prefix}-{n}</c>, on whichever silo it is, so that its new owner takes its session over and
    /// shuts the old one out. Two clusters at one broker need two prefixes. Changing it leaves sessions behind which the broker goes on
    /// filling.
    /// </summary>
    /// <value>1 to 48 of a-z, A-Z, 0-9, '-' and '_'. Default "smartdairy".</value>
    public string ClientIdPrefix { get; set; } = "smartdairy";

    /// <summary>
    /// The group of the shared subscriptions, <c>$share/{group}/{filter}</c>. Null: plain subscriptions, for one queue alone. Mosquitto
    /// before 2.0.19 keeps only those over a restart.
    /// </summary>
    /// <value>Not empty, without '/', '+' and '#'; null with one queue only. Default "smartdairy".</value>
    public string? ShareGroup { get; set; } = "smartdairy";

    /// <summary>What is subscribed to, by every queue alike; the broker shares the messages out.</summary>
    /// <value>At least one topic filter, none of them shared. Default: none.</value>
    public IList<string> TopicFilters { get; set; } = [];

    /// <summary>The user name.</summary>
    /// <value>Null: none. Default null.</value>
    public string? UserName { get; set; }

    /// <summary>The password; it needs a user name.</summary>
    /// <value>Null: none. Default null.</value>
    public string? Password { get; set; }

    /// <summary>PEM file with the certificates of the authorities that may have issued the broker's certificate.</summary>
    /// <value>Null: those that the machine trusts. Only with <c>mqtts</c>. Default null.</value>
    public string? CaFile { get; set; }

    /// <summary>PEM file with the certificate that this client shows, its intermediates after it. Read again at each connect.</summary>
    /// <value>Null: none is shown. Only with <c>mqtts</c>. Default null.</value>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the certificate's key, not encrypted. Read again at each connect.</summary>
    /// <value>Null: it is in <see cref="CertificateFile"/>. Default null.</value>
    public string? KeyFile { get; set; }

    /// <summary>
    /// How many messages the broker may have sent to a queue without acknowledgement. Brokers may ignore it, as Mosquitto 2.0.11 does after
    /// the first ones; <see cref="QueueCapacity"/> holds in any case.
    /// </summary>
    /// <value>1 to 65,535 messages a queue. Default 1,000.</value>
    [Range(1, ushort.MaxValue)]
    public int ReceiveMaximum { get; set; } = 1_000;

    /// <summary>
    /// How many deliveries of a queue this process holds, from being read to being settled. At this number it stops reading the connection,
    /// and goes on at three quarters of it.
    /// </summary>
    /// <value>1 to 1,000,000 deliveries a queue. Default 4,000.</value>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 4_000;

    /// <summary>The largest packet accepted. The broker learns it on connecting and drops larger ones, as MQTT 5 requires.</summary>
    /// <value>1 KiB to 256 MiB. Default 1 MiB.</value>
    [Range(1024, 256 * 1_048_576)]
    public int MaxPacketBytes { get; set; } = 1_048_576;

    /// <summary>How long the broker keeps the session of a queue that nobody reads, and the messages in it.</summary>
    /// <value>1 minute to 10 years, in whole seconds. Default 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan SessionExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// After this time without a sign of life the connection counts as broken, on both ends. A broker may impose a shorter one.
    /// </summary>
    /// <value>3 s to 18 hours, in whole seconds. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:03", "18:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time for connecting, TLS and the broker's answer; also how long a publish waits for a connection, and then for its answer.
    /// </summary>
    /// <value>100 ms to 5 minutes. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The first pause before connecting again. Each failure doubles it up to <see cref="ReconnectMax"/>, and the pause taken is a random
    /// part of it.
    /// </summary>
    /// <value>1 ms to 10 minutes, not over <see cref="ReconnectMax"/>. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan ReconnectMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before connecting again.</summary>
    /// <value>1 ms to 10 minutes. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan ReconnectMax { get; set; } = TimeSpan.FromSeconds(30);

    internal bool UsesTls => Broker?.Scheme == "mqtts";

    internal string Host => Broker!.IdnHost;

    internal int Port => Broker!.Port > 0 ? Broker.Port : UsesTls ? 8883 : 1883;
}
