using System.Text.Json;
using GraphQL;
using SmartDairy.Contracts.Commands;
using SmartDairy.GraphQL.Scalars;

namespace SmartDairy.Api.Schema.Commands;

/// <summary>A command sent to a device.</summary>
[Name("Command")]
public sealed class CommandView
{
    private readonly CommandSnapshot _command;

    internal CommandView(CommandSnapshot command) => _command = command;

    /// <summary>Unique id of the command, which the device includes in its answer.</summary>
    [Id]
    public string Id => _command.Id;

    /// <summary>Id of the device the command is for.</summary>
    [Id]
    public string DeviceId => _command.DeviceId;

    /// <summary>Name of the command, as sent to the device.</summary>
    public string Name => _command.Name;

    /// <summary>State of the command, from queued to its outcome.</summary>
    public CommandState State => _command.State;

    /// <summary>Time the command was given to the server; it may reach the device later.</summary>
    public DateTimeOffset SentAt => _command.SentAt.ToInstant();

    /// <summary>Time the command reached its outcome; null while it is under way.</summary>
    public DateTimeOffset? CompletedAt => _command.CompletedAt.ToInstant();

    /// <summary>Result in the device's answer; null when there is none.</summary>
    public JsonElement? Result => JsonText.ToElement(_command.Result);

    /// <summary>Arguments of the command; null when there are none.</summary>
    public JsonElement? Arguments => JsonText.ToElement(_command.Arguments);

    /// <summary>Time at which the command expires or times out if the device has not answered.</summary>
    public DateTimeOffset DeadlineAt => _command.DeadlineAt.ToInstant();
}
