using GraphQL;
using GraphQL.Types;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary>The cost of a list below an item: what is asked of a row counts as often as <c>first</c> says, or as its default, which the engine does not look at.</summary>
/// <param name="rows">The default of the field's <c>first</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PageCostAttribute(int rows) : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType) =>
        fieldType.WithComplexityImpact(context => new(1, Math.Max(1, context.GetArgument<int?>("first") ?? rows)));
}
