using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules;

/// <summary>Matches a rule's scope against a reading. Needed for animals, which have no barn of their own.</summary>
internal static class RuleScopeMatching
{
    /// <summary>True when the reading's barn, zone and device or animal are in the scope.</summary>
    public static bool Covers(this RuleScope scope, Reading reading, string? animalId)
        => IsAnyOf(scope.BarnIds, reading.BarnId) && IsAnyOf(scope.ZoneIds, reading.ZoneId)
            && (scope.SourceIds is not { Count: > 0 } ids || Contains(ids, reading.DeviceId)
            || (animalId is not null && Contains(ids, animalId)));

    /// <summary>True when the list is null or empty, or contains the id.</summary>
    public static bool IsAnyOf(IReadOnlyList<int>? wanted, int? id)
    {
        if (wanted is not { Count: > 0 })
        {
            return true;
        }

        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i] == id)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<string> ids, string id)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i] == id)
            {
                return true;
            }
        }

        return false;
    }
}
