using System.Text.Json;
using GraphQL;
using SmartDairy.Api.GraphQL.Scalars;
using SmartDairy.Contracts.Commands;

namespace SmartDairy.Api.Schema.Commands;

/// <summary>A command to a device.</summary>
[Name("Command")]
public sealed class CommandView
{
    private readonly CommandSnapshot _command;

    internal CommandView(CommandSnapshot command) => _command = command;

    /// <summary>Unique; the device answers with it.</summary>
    [Id]
    public string Id => _command.Id;

    /// <summary>The device that shall do it.</summary>
    [Id]
    public string DeviceId => _command.DeviceId;

    /// <summary>What it shall do.</summary>
    public string Name => _command.Name;

    /// <summary>How far it came.</summary>
    public CommandState State => _command.State;

    /// <summary>When it was given.</summary>
    public DateTimeOffset SentAt => _command.SentAt.ToInstant();

    /// <summary>Null while it is under way.</summary>
    public DateTimeOffset? CompletedAt => _command.CompletedAt.ToInstant();

    /// <summary>What the device answered; null when nothing.</summary>
    public JsonElement? Result => JsonText.ToElement(_command.Result);

    /// <summary>What came with it; null when nothing.</summary>
    public JsonElement? Arguments => JsonText.ToElement(_command.Arguments);

    /// <summary>When it ends unanswered.</summary>
    public DateTimeOffset DeadlineAt => _command.DeadlineAt.ToInstant();
}
