using GraphQL;
using SmartDairy.History.Rejected;

namespace SmartDairy.Api.Schema.Intake;

/// <summary>A message that was refused.</summary>
[Name("RejectedMessage")]
public sealed class RejectedMessageView
{
    private readonly RejectedMessage _message;

    internal RejectedMessageView(RejectedMessage message) => _message = message;

    /// <summary>Unique; replayRejected takes it.</summary>
    [Id]
    public string Id => _message.Id;

    /// <summary>Where it was published.</summary>
    public string Topic => _message.Topic;

    /// <summary>The device whose message it was, as far as known.</summary>
    [Id]
    public string? DeviceId => _message.DeviceId;

    /// <summary>A sentence for a person.</summary>
    public string Reason => _message.Reason;

    /// <summary>The reason for a program, such as json_invalid.</summary>
    public string Code => _message.Code;

    /// <summary>Where in the payload, such as $.readings.temperature_c; null when it is about the whole message.</summary>
    public string? JsonPath => _message.JsonPath;

    /// <summary>
    /// The payload as text, up to 2,048 characters, … marking what was cut. Control characters show as \u000A, bytes that are not UTF-8 as \xFF.
    /// </summary>
    public string Payload => PayloadText.Escape(_message.Payload.Span);

    /// <summary>Whether the payload was longer than what is kept; it can't be replayed then.</summary>
    public bool Truncated => _message.Truncated;

    /// <summary>When it came in.</summary>
    public DateTimeOffset ReceivedAt => _message.ReceivedAt.ToInstant();

    /// <summary>When it was last replayed; null when never.</summary>
    public DateTimeOffset? ReplayedAt => _message.ReplayedAt.ToInstant();
}
