using GraphQL;
using SmartDairy.History.Rejected;

namespace SmartDairy.Api.Schema.Intake;

/// <summary>A message that was rejected, with its reason.</summary>
[Name("RejectedMessage")]
public sealed class RejectedMessageView
{
    private readonly RejectedMessage _message;

    internal RejectedMessageView(RejectedMessage message) => _message = message;

    /// <summary>Unique id of the message, which replayRejected takes.</summary>
    [Id]
    public string Id => _message.Id;

    /// <summary>MQTT topic the message was published to.</summary>
    public string Topic => _message.Topic;

    /// <summary>Id of the device that the message belongs to; null when unknown.</summary>
    [Id]
    public string? DeviceId => _message.DeviceId;

    /// <summary>Sentence that explains why the message was rejected.</summary>
    public string Reason => _message.Reason;

    /// <summary>Reason as a code for programs, such as json_invalid.</summary>
    public string Code => _message.Code;

    /// <summary>Member of the payload at fault, such as $.readings.temperature_c; null when the whole message is.</summary>
    public string? JsonPath => _message.JsonPath;

    /// <summary>
    /// Payload as text, up to 2,048 characters; … marks a cut. Control characters appear as \u000A, bytes that are not UTF-8 as \xFF.
    /// </summary>
    public string Payload => PayloadText.Escape(_message.Payload.Span);

    /// <summary>True when the payload was longer than is kept; it cannot be replayed then.</summary>
    public bool Truncated => _message.Truncated;

    /// <summary>Time the message was received, by the server's clock.</summary>
    public DateTimeOffset ReceivedAt => _message.ReceivedAt.ToInstant();

    /// <summary>Time of the last replay; null when the message was never replayed.</summary>
    public DateTimeOffset? ReplayedAt => _message.ReplayedAt.ToInstant();
}
