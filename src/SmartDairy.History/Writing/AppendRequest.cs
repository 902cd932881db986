using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Writing;

/// <summary>The readings and rejected messages of one call.</summary>
internal record AppendRequest(IReadOnlyList<Reading> Readings, IReadOnlyList<RejectedMessage> Rejected)
{
    private const long BytesOfReading = 512;
    private const long BytesOfRejected = 1_024;

    public CommitSize Size
        => new(Readings.Count + Rejected.Count,
            (BytesOfReading * Readings.Count) + Rejected.Sum(message => BytesOfRejected + message.Payload.Length));
}
