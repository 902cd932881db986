namespace SmartDairy.Husbandry.Milking;

/// <summary>What the newest message said that said anything: the same in whatever order, and however often, messages come.</summary>
internal struct LastSaid<T>
{
    private long _time;
    private long _message;

    public bool Said { get; private set; }

    public T Value { get; private set; }

    public void Offer(long time, long message, T value)
    {
        // Of two messages of one time the larger id counts: that is arbitrary, and the same in every order.
        if (!Said || time > _time || (time == _time && message > _message))
        {
            (_time, _message, Value, Said) = (time, message, value, true);
        }
    }
}
