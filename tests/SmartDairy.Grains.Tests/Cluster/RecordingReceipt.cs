using SmartDairy.Contracts.Intake;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Notes what a sender was told, and how often.</summary>
internal sealed class RecordingReceipt : IPendingAcknowledgement
{
    /// <summary>Null while nothing was told.</summary>
    public ReceiptOutcome? Outcome { get; private set; }

    public bool IsCompleted => Outcome is not null;

    public int Calls { get; private set; }

    /// <summary>Done at the first call.</summary>
    public Action? Settled { get; set; }

    public void Complete(ReceiptOutcome outcome)
    {
        if (Calls++ == 0)
        {
            Outcome = outcome;
            Settled?.Invoke();
        }
    }
}
