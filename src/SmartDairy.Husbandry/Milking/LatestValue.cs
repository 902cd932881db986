namespace SmartDairy.Husbandry.Milking;

/// <summary>What the newest message said that said anything: the same in whatever order, and however often, messages come.</summary>
internal struct LatestValue<T>
{
    private long _time;
    private long _message;

    public bool HasValue { get; private set; }

    public T Value { get; private set; }

    public void Update(long time, long messageId, T value)
    {
        // Of two messages of one time the larger id counts: that is arbitrary, and the same in every order.
        if (!HasValue || time > _time || (time == _time && messageId > _message))
        {
            (_time, _message, Value, HasValue) = (time, messageId, value, true);
        }
    }
}
