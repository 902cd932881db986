using GraphQL;
using GraphQL.Types;

namespace SmartDairy.GraphQL.Execution;

/// <summary>
/// Marks a subscription whose events may not be dropped for a slow subscriber. One that opens an
/// <see cref="OperationContext.InFlightLimit"/> waits for him at its source; of any other the subscription ends with an error when its
/// queue is full, so that the client knows to subscribe and catch up.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeverDropAttribute : GraphQLAttribute
{
    /// <summary>Key of the field's metadata.</summary>
    public const string Key = "SmartDairy.NeverDrop";

    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.Metadata[Key] = true;

    /// <summary>Whether this subscription field is marked.</summary>
    public static bool AppliesTo(ISchema schema, string field) =>
        schema.Subscription?.Fields.Find(field)?.Metadata.TryGetValue(Key, out var marked) == true && marked is true;
}
