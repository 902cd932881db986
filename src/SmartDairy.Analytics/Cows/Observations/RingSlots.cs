namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Places of hours in rings.</summary>
internal static class RingSlots
{
    // Makes any hour positive without moving its place; a multiple of every length in use.
    private const long PositiveOffset = 504L * 264 * 240 * 1_000_000;

    public static int SlotOf(long hour, int length) => (int)((ulong)(hour + PositiveOffset) % (uint)length);
}
