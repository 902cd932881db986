namespace SmartDairy.Husbandry.Milking;

/// <summary>The value of the newest message that has one: the same for every order and repetition of messages.</summary>
internal struct LatestValue<T>
{
    private long _time;
    private long _message;

    public bool HasValue { get; private set; }

    public T Value { get; private set; }

    public void Update(long time, long messageId, T value)
    {
        // Of two messages of one time the larger id counts, which is arbitrary but independent of the order.
        if (!HasValue || time > _time || (time == _time && messageId > _message))
        {
            (_time, _message, Value, HasValue) = (time, messageId, value, true);
        }
    }
}
