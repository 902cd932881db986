namespace SmartDairy.Contracts.Intake;

/// <summary>
/// The acknowledgement that a sender waits for. It lives in the process that received the message and never crosses the wire.
/// </summary>
public interface IPendingAcknowledgement
{
    /// <summary>True once the sender's message has its outcome: a batch that is delivered a second time passes over it.</summary>
    bool IsCompleted { get; }

    /// <summary>Settles the message. Only the first call counts; it never throws.</summary>
    void Complete(ReceiptOutcome outcome);
}
