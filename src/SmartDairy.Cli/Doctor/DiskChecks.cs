namespace SmartDairy.Cli.Doctor;

/// <summary>Checks of the data directory on this machine.</summary>
internal static class DiskChecks
{
    private const long Mebibyte = 1 << 20;

    public static IReadOnlyList<CheckResult> Run(string directory)
    {
        var full = Path.GetFullPath(directory);
        // A directory to be created at the first start is checked by its nearest existing parent.
        var existing = full;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        return [Writable(full, existing), Space(existing)];
    }

    private static CheckResult Writable(string full, string existing)
    {
        var probe = Path.Combine(existing, $".smartdairy-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return CheckResult.Ok("data", existing == full ? $"{full} can be written" : $"{full} can be created");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Fail(
                "data", $"{full} can't be written: {error.Message}", "Let the server's user write there, or set Data:Directory.");
        }
    }

    private static CheckResult Space(string existing)
    {
        var free = new DriveInfo(existing).AvailableFreeSpace / Mebibyte;
        var detail = $"{free:N0} MiB free";
        return free switch
        {
            < 200 => CheckResult.Fail("disk", detail, "Free some space: on a full disk no message is acknowledged."),
            < 2048 => CheckResult.Warn("disk", detail, "Free some space: a farm of 120 cows takes about a gigabyte a year."),
            _ => CheckResult.Ok("disk", detail),
        };
    }
}
