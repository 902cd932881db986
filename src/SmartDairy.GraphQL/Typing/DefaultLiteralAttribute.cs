using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Typing;

/// <summary>
/// A default value written as in a GraphQL document, for values that no C# constant can hold:
/// <c>[DefaultLiteral("\"PT30S\"")]</c>, <c>[DefaultLiteral("[AVG]")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultLiteralAttribute(string literal) : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(QueryArgument queryArgument) => queryArgument.DefaultValue = Parse();

    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType)
    {
        if (isInputType)
        {
            fieldType.DefaultValue = Parse();
        }
    }

    private GraphQLValue Parse() => Parser.Parse<GraphQLValue>(literal);
}
