using System.Text.Json;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Conditions;

/// <summary>
/// Compares an extra field. A value of another type than the literal counts as missing; in a list, each literal is compared by its own
/// type.
/// </summary>
internal sealed class ExtraFieldNode(FieldAccessor field, ConditionOperator op, Literal literal) : ConditionNode
{
    private readonly NumberNode _number = new(field, op, literal);
    private readonly TextNode _text = new(field, op, literal);
    private readonly BooleanNode _flag = new(field, op, literal);

    public override bool Holds(EvaluationContext context, int[] windowSlots)
        => (context.GetExtraField(field.Name)?.ValueKind, literal) switch
        {
            (JsonValueKind.Number, NumberLiteral or ListLiteral) =>
                _number.Compare(context.GetExtraField(field.Name)!.Value.TryGetDouble(out var number) ? number : double.NaN),
            (JsonValueKind.String, TextLiteral or ListLiteral) => _text.Compare(context.GetExtraField(field.Name)!.Value.GetString()),
            (JsonValueKind.True, BooleanLiteral or ListLiteral) => _flag.Compare(true),
            (JsonValueKind.False, BooleanLiteral or ListLiteral) => _flag.Compare(false),
            _ => false,
        };
}
