using System.Text.Json;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Requires the scope to send commands from a caller who saves a rule that sends commands to devices.</summary>
internal static class CommandActionAuthorizer
{
    /// <exception cref="ForbiddenException">The rule has a command action and the caller lacks the scope to send commands.</exception>
    /// <exception cref="InvalidArgumentException">A command action names a device that is not on the farm.</exception>
    public static async Task RequireAsync(IGrainFactory grains, ApiPrincipal caller, int farmId, RuleDefinition rule)
    {
        for (var i = 0; i < rule.Actions.Count; i++)
        {
            using var action = JsonDocument.Parse(rule.Actions[i]);
            if (!IsCommand(action.RootElement))
            {
                continue;
            }

            caller.RequireScope(ApiScopes.Command);
            foreach (var member in action.RootElement.EnumerateObject())
            {
                if (!member.NameEquals("deviceId") || member.Value.ValueKind != JsonValueKind.String)
                {
                    continue;
                }

                var deviceId = member.Value.GetString()!;
                if ((await DeviceAccess.FindAsync(grains, caller, deviceId))?.Registration.FarmId != farmId)
                {
                    throw new InvalidArgumentException(
                        $"'actions[{i}].deviceId': farm {farmId} has no device '{ErrorText.Truncate(deviceId)}'.",
                        "List its devices with devices.");
                }
            }
        }
    }

    // JSON may repeat a member, and readers disagree on whether the first or the last one counts: any match requires the scope.
    private static bool IsCommand(JsonElement action) => action.EnumerateObject().Any(member =>
        string.Equals(member.Name, "type", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String
        && string.Equals(member.Value.GetString(), "command", StringComparison.OrdinalIgnoreCase));
}
