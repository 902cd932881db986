using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Output;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Fleet;
using SmartDairy.Simulator.MessageFaults;

namespace SmartDairy.Cli.Simulate;

/// <summary>One run of <c>simulate</c>: register, send the backlog, continue in real time.</summary>
internal sealed class SimulationRun(Terminal terminal, TimeProvider time)
{
    public required Uri Url { get; init; }

    public required string Key { get; init; }

    public required (string Host, int Port) Broker { get; init; }

    public required SimulatedHerd Herd { get; init; }

    public required TimeSpan BackfillPeriod { get; init; }

    public required double Speed { get; init; }

    public required bool Follow { get; init; }

    /// <summary>Message faults; null for none.</summary>
    public MessageFaultOptions? Faults { get; init; }

    /// <summary>File of the devices' passwords; null to discard the passwords at the end.</summary>
    public string? CredentialsFile { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var passwords = await LoadOrRegisterPasswordsAsync(cancellationToken);
        var faults = Faults is null ? null : new MessageFaultInjector(Faults);
        var now = time.GetUtcNow();
        var refused = 0L;
        if (BackfillPeriod > TimeSpan.Zero)
        {
            refused =
                await SendAsync(
                    passwords, Speed, now - BackfillPeriod, now, faults, Herd.EstimateMessageCount(BackfillPeriod), cancellationToken);
        }

        if (Follow)
        {
            terminal.WriteStatus("Continuing in real time. Interrupt to stop.");
            try
            {
                await SendAsync(passwords, 1, now, DateTimeOffset.MaxValue, faults, null, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The user ends the run.
            }
        }

        if (faults is not null)
        {
            var counts = faults.Counts;
            terminal.WriteStatus(
                $"Faults: {counts.Missing:N0} missing, {counts.Late:N0} late, {counts.Duplicated:N0} duplicated, {counts.OutOfOrder:N0} out of order, "
                + $"{counts.Stuck:N0} stuck, {counts.Garbage:N0} garbage.");
        }

        // Rejections of garbage are expected, if the broker reports them in its acknowledgement.
        return refused > (faults?.Counts.Garbage ?? 0) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private async Task<long> SendAsync(
        Dictionary<string, string> passwords, double speed, DateTimeOffset from, DateTimeOffset to, MessageFaultInjector? faults,
        long? total, CancellationToken cancellationToken)
    {
        var messages = Herd.Messages(from, to);
        var options = new FleetOptions { Host = Broker.Host, Port = Broker.Port, Speed = speed };
        var fleet = new MqttFleet(options, Herd.Connections, passwords, time);
        var end = await fleet.RunAsync(
            faults is null
                ? messages
                : faults.Apply(messages), total, progress => terminal.ShowProgress(FormatProgress(progress)), cancellationToken, from);
        terminal.EndProgress();
        terminal.WriteStatus(
            $"{end.Acknowledged:N0} messages acknowledged in {end.Elapsed.TotalSeconds:F1} s, {end.Rate:N0} a second; {end.Rejected:N0} refused.");
        return end.Rejected;
    }

    private async Task<Dictionary<string, string>> LoadOrRegisterPasswordsAsync(CancellationToken cancellationToken)
    {
        if (CredentialsFile is not null && File.Exists(CredentialsFile))
        {
            await using var file = File.OpenRead(CredentialsFile);
            return await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(file, cancellationToken: cancellationToken)
                ?? throw new ApiException(ExitCodes.Usage, $"{CredentialsFile} holds no passwords.");
        }

        using var api = new ApiClient(Url, Key);
        var registrar = new FarmRegistrar(api);
        var farm = Herd.Options.FarmId;
        var created = await registrar.CreateFarmAsync(farm, $"Simulated farm {farm}", Herd.Options.TimeZone, cancellationToken);
        terminal.WriteStatus(
            $"Farm {farm} {(created ? "created" : "exists")}; registering {Herd.Cows.Count:N0} animals and {Herd.Devices.Count:N0} devices.");
        try
        {
            await registrar.RegisterAnimalsAsync(farm, Herd.Animals(time.GetUtcNow()), cancellationToken);
            var passwords = await registrar.RegisterDevicesAsync(farm, Herd.Devices, null, cancellationToken);
            if (CredentialsFile is not null)
            {
                await SaveAsync(CredentialsFile, passwords, cancellationToken);
            }

            return passwords;
        }
        catch (ApiException error) when (error.Code == "CONFLICT")
        {
            throw new ApiException(
                error.ExitCode,
                $"{error.Message} Passwords are given once: take another --farm, or the --credentials file of the first time.", error.Code);
        }
    }

    private static async Task SaveAsync(string path, Dictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, passwords, cancellationToken: cancellationToken);
    }

    private static string FormatProgress(FleetProgress progress)
    {
        var share = progress.Total is > 0 and { } total ? $"{Math.Min(100, 100.0 * progress.Acknowledged / total):F0} %  " : "";
        var left = progress.Remaining is { } remaining ? $"  {remaining:hh\\:mm\\:ss} left" : "";
        return $"{share}{progress.Acknowledged:N0} acknowledged, {progress.Rate:N0}/s, {progress.Connected:N0} connections{left}";
    }
}
