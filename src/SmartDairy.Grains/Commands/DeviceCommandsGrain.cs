using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Commands;

/// <summary>
/// A device's commands, durable: a command that was accepted reaches an end state even if the process that took it is gone. A timer ends it on
/// time; a reminder stands behind the timer.
/// </summary>
[GrainType("commands")]
public sealed partial class DeviceCommandsGrain(
    [PersistentState("commands", "entities")] IPersistentState<CommandsState> state, IRegistry registry, IDeviceConnections connections, TimeProvider time,
    ILogger<DeviceCommandsGrain> log)
    : Grain, IDeviceCommandsGrain, IRemindable
{
    private const int MaxCommands = 100;
    private const string ReminderName = "deadlines";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private DeviceRegistration? _device;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private IGrainTimer? _timer;
    private IGrainTimer? _retry;
    private bool _commandsSubscribed;
    private bool _configurationSubscribed;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _device = (await registry.FindDeviceAsync(this.GetPrimaryKeyString(), cancellationToken))?.Registration;
        ArmTimer();
    }

    public async Task<CommandSnapshot> SendAsync(CommandRequest request)
    {
        var list = state.State.Commands;
        var ended = list.FindIndex(old => old.CompletedAt is not null);
        if (list.Count >= MaxCommands && ended < 0)
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"{MaxCommands} commands to device {this.GetPrimaryKeyString()} are under way.", "Wait until one of them has ended.");
        }

        var now = Now();
        var command = new CommandSnapshot
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            DeviceId = this.GetPrimaryKeyString(),
            Name = request.Name,
            Arguments = request.Arguments,
            State = CommandState.Queued,
            SentAt = now,
            DeadlineAt = now + (long)request.Timeout.TotalMilliseconds,
        };

        // The reminder first: a command that is stored ends even if this process is gone, and a reminder without one ends itself.
        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        if (list.Count >= MaxCommands)
        {
            list.RemoveAt(ended);
        }

        list.Add(command);
        await state.WriteStateAsync();
        if (_commandsSubscribed)
        {
            await PublishQueuedAsync();
        }
        else if (!connections.ReportsSubscriptions)
        {
            await TryPublishQueuedAsync();
        }

        ArmTimer();
        return state.State.Commands.Find(one => one.Id == command.Id)!;
    }

    public Task<IReadOnlyList<CommandSnapshot>> ListAsync()
        => Task.FromResult<IReadOnlyList<CommandSnapshot>>([.. Enumerable.Reverse(state.State.Commands)]);

    public async Task NotifyCommandsSubscribedAsync()
    {
        _commandsSubscribed = true;

        // Asleep it would forget that the device listens, and what is sent later would wait for a subscription that was made already.
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        await ExpireOverdueAsync();
        await PublishQueuedAsync();
    }

    public async Task NotifyConfigurationSubscribedAsync()
    {
        _configurationSubscribed = true;
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        if (state.State.Desired is { } desired)
        {
            await PublishAsync(DeviceTopics.ConfigTopic(_device!), desired);
        }
    }

    public Task NotifyDisconnectedAsync()
    {
        _commandsSubscribed = false;
        _configurationSubscribed = false;
        DelayDeactivation(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task RecordAnswerAsync(string commandId, CommandState answer, string? result)
    {
        var index = state.State.Commands.FindIndex(command => command.Id == commandId && command.CompletedAt is null);
        if (index < 0)
        {
            return;
        }

        var ended = answer is CommandState.Succeeded or CommandState.Failed;
        state.State.Commands[index] = state.State.Commands[index] with
        {
            State = answer,
            Result = result,
            CompletedAt = ended ? Now() : null,
        };
        await state.WriteStateAsync();
        await RemoveReminderIfDoneAsync();
    }

    public async Task SetDesiredConfigurationAsync(string json)
    {
        state.State.Desired = json;
        await state.WriteStateAsync();
        if (_configurationSubscribed || !connections.ReportsSubscriptions)
        {
            await PublishAsync(DeviceTopics.ConfigTopic(_device!), json);
        }
    }

    public async Task RecordReportedConfigurationAsync(string json)
    {
        if (state.State.Reported != json)
        {
            state.State.Reported = json;
            await state.WriteStateAsync();
        }
    }

    public Task<DeviceConfiguration> GetConfigurationAsync() => Task.FromResult(new DeviceConfiguration(state.State.Desired, state.State.Reported));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await ExpireOverdueAsync();
        if (!connections.ReportsSubscriptions)
        {
            await TryPublishQueuedAsync();
        }
    }

    /// <summary>An outside broker may be away: the command then stays queued, and is tried again until its deadline.</summary>
    private async Task TryPublishQueuedAsync()
    {
        _retry?.Dispose();
        _retry = null;
        try
        {
            await PublishQueuedAsync();
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogNotPublished(this.GetPrimaryKeyString(), e.Message);
            _retry = this.RegisterGrainTimer(static (grain, _) => grain.TryPublishQueuedAsync(), this, RetryDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task PublishQueuedAsync()
    {
        var changed = false;
        for (var i = 0; i < state.State.Commands.Count; i++)
        {
            var command = state.State.Commands[i];
            if (command.State != CommandState.Queued || command.DeadlineAt <= Now())
            {
                continue;
            }

            await PublishAsync(DeviceTopics.CommandTopic(_device!), Payload(command));
            state.State.Commands[i] = command with { State = CommandState.Sent };
            changed = true;
        }

        if (changed)
        {
            await state.WriteStateAsync();
        }
    }

    private async Task ExpireOverdueAsync()
    {
        var now = Now();
        var changed = false;
        for (var i = 0; i < state.State.Commands.Count; i++)
        {
            var command = state.State.Commands[i];
            if (command.CompletedAt is null && command.DeadlineAt <= now)
            {
                var end = command.State == CommandState.Queued ? CommandState.Expired : CommandState.TimedOut;
                state.State.Commands[i] = command with { State = end, CompletedAt = now };
                changed = true;
            }
        }

        if (changed)
        {
            await state.WriteStateAsync();
        }

        ArmTimer();
        await RemoveReminderIfDoneAsync();
    }

    private async Task RemoveReminderIfDoneAsync()
    {
        if (state.State.Commands.Exists(command => command.CompletedAt is null))
        {
            return;
        }

        try
        {
            if (await this.GetReminder(ReminderName) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }
        }
        catch (Exception e)
        {
            // What ended is stored, and the reminder comes here again by itself. Thrown, it would be taken for a fault of the message that answered the command.
            LogReminderNotRemoved(this.GetPrimaryKeyString(), e.Message);
        }
    }

    private void ArmTimer()
    {
        long? next = null;
        foreach (var command in state.State.Commands)
        {
            if (command.CompletedAt is null && (next is null || command.DeadlineAt < next))
            {
                next = command.DeadlineAt;
            }
        }

        _timer?.Dispose();
        _timer = next is null
            ? null
            : this.RegisterGrainTimer(
                static (grain, _) => grain.ExpireOverdueAsync(),
                this,
                TimeSpan.FromMilliseconds(Math.Max(1, next.Value - Now())),
                Timeout.InfiniteTimeSpan);
    }

    private Task PublishAsync(string topic, string json)
        => this.GetStreamProvider(IntakeStreams.ProviderName)
            .GetStream<OutboundMessage>(StreamId.Create(IntakeStreams.OutboundNamespace, this.GetPrimaryKeyString()))
            .OnNextAsync(new OutboundMessage(topic, System.Text.Encoding.UTF8.GetBytes(json)));

    private static string Payload(CommandSnapshot command)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("command_id", command.Id);
            json.WriteString("name", command.Name);
            json.WriteString("expires_at", DateTimeOffset.FromUnixTimeMilliseconds(command.DeadlineAt));
            if (command.Arguments is { } arguments)
            {
                json.WritePropertyName("arguments");
                json.WriteRawValue(arguments);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2302, LogLevel.Warning, "The reminder of device {Device}'s commands cannot be removed now ({Reason}); it comes once more")]
    private partial void LogReminderNotRemoved(string device, string reason);

    [LoggerMessage(2301, LogLevel.Warning, "A command to device {Device} cannot be published now ({Reason}); trying again")]
    private partial void LogNotPublished(string device, string reason);
}
