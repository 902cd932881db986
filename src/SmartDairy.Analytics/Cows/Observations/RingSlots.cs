namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Maps hours to slots of ring buffers.</summary>
internal static class RingSlots
{
    // Makes every hour positive without changing its slot: a multiple of every length in use.
    private const long PositiveOffset = 504L * 264 * 240 * 1_000_000;

    public static int SlotOf(long hour, int length) => (int)((ulong)(hour + PositiveOffset) % (uint)length);
}
