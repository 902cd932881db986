namespace SmartDairy.Simulator.Nature;

internal static class Battery
{
    /// <summary>Percent left: falls evenly from 100 to 12 in that many months, then it is changed. Each device is somewhere else in its cycle.</summary>
    public static int Level(Noise noise, long at, int months)
    {
        var life = months * 30.4 * 86_400_000;
        var used = ((at / life) + noise.Uniform(-7)) % 1;
        return (int)(100 - (88 * used));
    }
}
