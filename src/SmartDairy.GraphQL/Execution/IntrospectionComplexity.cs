using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQLParser;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Execution;

/// <summary>
/// Lets introspection pass the cost limit, since browser IDEs ask for the whole schema at once, and bounds it by its own measure:
/// how often one list of types leads to the next, which is what makes such a query grow without end.
/// </summary>
public static class IntrospectionComplexity
{
    private const int MaxNestedLists = 3;

    /// <summary>Clears the cost error of a harmless introspection. Depth is still limited.</summary>
    public static Task AllowHarmlessAsync(ComplexityValidationContext context)
    {
        var tooDeep = context.MaxDepth > context.Configuration.MaxDepth;
        if (context.Error is not null && !tooDeep && IsHarmless(context.ValidationContext))
        {
            context.Error = null;
        }

        return Task.CompletedTask;
    }

    private static bool IsHarmless(ValidationContext context)
    {
        var walk = new ListNesting(context.Document, []);
        foreach (var selection in context.Operation.SelectionSet.Selections)
        {
            if (selection is not GraphQLField field || !field.Name.StringValue.StartsWith("__", StringComparison.Ordinal))
            {
                return false;
            }

            if (!walk.FitsLimit(field.SelectionSet, 0))
            {
                return false;
            }
        }
        return context.Operation.SelectionSet.Selections.Count <= 3;
    }

    private sealed record ListNesting(GraphQLDocument Document, HashSet<(string Fragment, int Steps)> Seen)
    {
        public bool FitsLimit(GraphQLSelectionSet? set, int nestedLists)
        {
            if (nestedLists > MaxNestedLists)
            {
                return false;
            }

            foreach (var selection in set?.Selections ?? [])
            {
                var fits = selection switch
                {
                    GraphQLField field => FitsLimit(field.SelectionSet, nestedLists + (IsList(field.Name) ? 1 : 0)),
                    GraphQLInlineFragment inline => FitsLimit(inline.SelectionSet, nestedLists),
                    GraphQLFragmentSpread spread => FragmentFitsLimit(spread.FragmentName.Name, nestedLists),
                    _ => true,
                };
                if (!fits)
                {
                    return false;
                }
            }
            return true;
        }

        private bool FragmentFitsLimit(GraphQLName name, int steps) =>
            !Seen.Add((name.StringValue, steps)) || FitsLimit(Document.FindFragmentDefinition(name)?.SelectionSet, steps);

        private static bool IsList(GraphQLName name)
            => name.StringValue is "types" or "fields" or "interfaces" or "possibleTypes" or "inputFields";
    }
}
