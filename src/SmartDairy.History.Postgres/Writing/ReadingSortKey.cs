namespace SmartDairy.History.Postgres.Writing;

/// <summary>A reading's identity, and its place among the readings of the batch.</summary>
internal readonly record struct ReadingSortKey(int Device, long Time, long Message, int Index) : IComparable<ReadingSortKey>
{
    public bool IsSameReading(in ReadingSortKey other) => Device == other.Device && Time == other.Time && Message == other.Message;

    public int CompareTo(ReadingSortKey other)
    {
        var order = Device.CompareTo(other.Device);
        order = order != 0 ? order : Time.CompareTo(other.Time);
        order = order != 0 ? order : Message.CompareTo(other.Message);
        return order != 0 ? order : Index.CompareTo(other.Index);
    }
}
