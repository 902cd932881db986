using System.Collections.Frozen;

namespace SmartDairy.GraphQL.Typing;

/// <summary>Schema names of enums whose name in the schema differs from the name of the CLR type.</summary>
/// <param name="names">Schema name by CLR enum type.</param>
public sealed class EnumNames(IReadOnlyDictionary<Type, string> names)
{
    private readonly FrozenDictionary<Type, string> _names = names.ToFrozenDictionary();

    /// <summary>The name of an enum in the schema; the name of the CLR type unless the table has another.</summary>
    public string Get(Type enumType) => _names.GetValueOrDefault(enumType, enumType.Name);
}
