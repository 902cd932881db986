using GraphQL;
using GraphQL.Types;

namespace SmartDairy.GraphQL.Typing;

/// <summary>
/// Cost of a list below an item: the fields of a row are multiplied by <c>first</c> or by its default, which the engine does not consider.
/// </summary>
/// <param name="rows">The default of the field's <c>first</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PageCostAttribute(int rows) : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType) =>
        fieldType.WithComplexityImpact(context => new(1, Math.Max(1, context.GetArgument<int?>("first") ?? rows)));
}
