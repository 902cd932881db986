using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>Mutations of farms.</summary>
public sealed class FarmMutations
{
    private const int MaxNameLength = 200;

    /// <summary>Creates a farm. Requires an API key that is not restricted to farms. CONFLICT when the number is taken.</summary>
    /// <param name="input">Number, name and time zone of the farm.</param>
    public static async Task<FarmView> CreateFarm([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, FarmInput input)
    {
        caller.RequireScope(ApiScopes.Write);
        if (caller.Farms is not null)
        {
            throw new ForbiddenException(
                $"'{caller.Name}' has access to some farms only and may not create one.", "Use a key with access to all farms.");
        }

        if (input.Id < 1)
        {
            throw new InvalidArgumentException($"'id' is {input.Id}; it must be from 1 to {int.MaxValue}.");
        }

        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Length > MaxNameLength)
        {
            throw new InvalidArgumentException($"'name' must have 1 to {MaxNameLength} characters.");
        }

        var zone = input.TimeZone ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw new InvalidArgumentException($"'{zone}' is not a time zone.", "Use an IANA name such as Europe/Berlin.");
        }

        return FarmView.ForCaller(caller, await grains.GetGrain<IFarmGrain>(input.Id).CreateAsync(new(input.Id, input.Name, zone)));
    }
}
