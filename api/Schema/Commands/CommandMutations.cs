using System.Text.Json;
using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Commands;

/// <summary>Mutations that send commands to devices.</summary>
public sealed class CommandMutations
{
    private const int MaxArgumentsLength = 32_768;
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Sends a command to a device: at once while it is subscribed to its commands, otherwise when it subscribes within the timeout.
    /// </summary>
    /// <param name="name">Name of the command, 1 to 64 of A-Z a-z 0-9 _ -.</param>
    /// <param name="arguments">Arguments of the command as JSON, up to 32,768 characters; may be omitted.</param>
    /// <param name="timeout">Time the device has to answer, PT1S to P1D.</param>
    public static async Task<CommandView> SendCommand(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        [Id] string deviceId, string name, JsonElement? arguments, [DefaultLiteral("\"PT30S\"")] TimeSpan? timeout)
    {
        if (!Identifier.IsValid(name))
        {
            throw new InvalidArgumentException($"'name' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        var wait = timeout ?? DefaultTimeout;
        if (wait < MinTimeout || wait > MaxTimeout)
        {
            throw new InvalidArgumentException("'timeout' must be from PT1S to P1D.");
        }

        var json = arguments is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given.GetRawText() : null;
        if (json is { Length: > MaxArgumentsLength })
        {
            throw new InvalidArgumentException($"'arguments' has {json.Length} characters; at most {MaxArgumentsLength} are allowed.");
        }

        await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Command, deviceId);
        return new(await grains.GetGrain<IDeviceGrain>(deviceId).SendCommandAsync(new(name, json, wait))
            ?? throw DeviceAccess.NotFound(deviceId));
    }
}
