namespace SmartDairy.Contracts.Intake;

/// <summary>The acknowledgement a sender is waiting for. It lives in the process that took the message and never crosses the wire.</summary>
public interface IPendingAcknowledgement
{
    /// <summary>Settles the message. Only the first call counts; it never throws.</summary>
    void Complete(MessageOutcome outcome);
}
