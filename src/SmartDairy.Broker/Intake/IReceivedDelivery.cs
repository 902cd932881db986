using SmartDairy.Contracts.Intake;

namespace SmartDairy.Broker.Intake;

/// <summary>A delivery with the message that was made of it when it was received, by either broker.</summary>
internal interface IReceivedDelivery : IPendingAcknowledgement
{
    /// <summary>The message, with its topic parsed. Its acknowledgement is this delivery.</summary>
    ReceivedMessage Message { get; }
}
