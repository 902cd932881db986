using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Commands;

/// <summary>
/// The commands and the configuration of one device. They are durable: a command that was accepted reaches an end state even if the process
/// that accepted it is gone. A timer expires a command on time; a reminder replaces the timer after the actor was lost.
/// </summary>
[GrainType("commands")]
public sealed partial class DeviceCommandsGrain(
    [PersistentState("commands", "entities")] IPersistentState<CommandsState> state,
    IRegistry registry,
    IDeviceConnections connections,
    TimeProvider time,
    ILogger<DeviceCommandsGrain> log)
    : Grain, IDeviceCommandsGrain, IRemindable
{
    private const int MaxCommands = 100;
    private const string ReminderName = "deadlines";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private DeviceRegistration? _device;
    private DeadlineTimer _expiry = null!;
    private DeadlineTimer _publishRetry = null!;
    private bool _commandsSubscribed;
    private bool _configurationSubscribed;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _device = (await registry.FindDeviceAsync(this.GetPrimaryKeyString(), cancellationToken))?.Registration;
        _expiry = DeadlineTimer.Create(this, ExpireOverdueAsync, e => LogNotExpired(this.GetPrimaryKeyString(), e.Message), time);
        _publishRetry = DeadlineTimer.Create(this, PublishQueuedAsync, e => LogNotPublished(this.GetPrimaryKeyString(), e.Message), time);
        ArmExpiry();
    }

    public async Task<CommandSnapshot> SendAsync(CommandRequest request)
    {
        var list = state.State.Commands;
        var ended = list.FindIndex(old => old.CompletedAt is not null);
        if (list.Count >= MaxCommands && ended < 0)
        {
            throw new RefusedException(
                RefusalKind.Conflict,
                $"Device {this.GetPrimaryKeyString()} has {MaxCommands} unfinished commands.",
                "Wait until one of them has ended.");
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

        // The reminder comes first, so that a stored command ends even if this process is lost. A reminder without a command removes
        // itself.
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

        ArmExpiry();
        return state.State.Commands.Find(stored => stored.Id == command.Id)!;
    }

    public Task<IReadOnlyList<CommandSnapshot>> ListAsync()
        => Task.FromResult<IReadOnlyList<CommandSnapshot>>([.. Enumerable.Reverse(state.State.Commands)]);

    public async Task NotifyCommandsSubscribedAsync()
    {
        _commandsSubscribed = true;

        // A deactivated actor would forget the subscription, and later commands would wait for one that was made already.
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

    public Task<DeviceConfiguration> GetConfigurationAsync()
        => Task.FromResult(new DeviceConfiguration(state.State.Desired, state.State.Reported));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await ExpireOverdueAsync();
        if (!connections.ReportsSubscriptions)
        {
            await TryPublishQueuedAsync();
        }
    }

    /// <summary>
    /// Publishes to an outside broker. While the broker is away the commands stay queued and are retried until their deadlines.
    /// </summary>
    private async Task TryPublishQueuedAsync()
    {
        _publishRetry.Disarm();
        try
        {
            await PublishQueuedAsync();
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogNotPublished(this.GetPrimaryKeyString(), e.Message);
            _publishRetry.ArmRetry();
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

        ArmExpiry();
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
            // The end of the command is stored and the reminder fires again. Thrown, the exception would be blamed on the message that
            // answered the command.
            LogReminderNotRemoved(this.GetPrimaryKeyString(), e.Message);
        }
    }

    private void ArmExpiry()
    {
        long? next = null;
        foreach (var command in state.State.Commands)
        {
            if (command.CompletedAt is null && (next is null || command.DeadlineAt < next))
            {
                next = command.DeadlineAt;
            }
        }

        _expiry.ArmAt(next);
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

    [LoggerMessage(2302, LogLevel.Warning,
        "Failed to remove the reminder of the commands of device {Device} ({Reason}); retrying at its next firing")]
    private partial void LogReminderNotRemoved(string device, string reason);

    [LoggerMessage(2301, LogLevel.Warning, "Failed to publish a command to device {Device} ({Reason}); retrying in 5 s")]
    private partial void LogNotPublished(string device, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "Failed to store the expiry of commands of device {Device} ({Reason}); retrying in 5 s")]
    private partial void LogNotExpired(string device, string reason);
}
