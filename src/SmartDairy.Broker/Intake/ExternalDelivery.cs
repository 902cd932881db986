using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>A publish that an outside broker delivered and that is not acknowledged to the broker yet.</summary>
internal sealed class ExternalDelivery : BrokerDelivery, IReceivedDelivery
{
    public ExternalDelivery(BrokerPublish publish)
        : base(publish)
        => Message = ReceivedMessageFactory.Create(Topic, Payload, ReceivedAt, principal: null, farmId: null, this);

    /// <inheritdoc/>
    public ReceivedMessage Message { get; }

    /// <inheritdoc/>
    public bool IsCompleted => IsSettled;

    /// <inheritdoc/>
    public override ulong Partition => Message.GetPartition();

    /// <inheritdoc/>
    public void Complete(ReceiptOutcome outcome) => TrySettle(outcome.ToSettlement());
}
