using GraphQL;
using GraphQL.Types;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.Schema;

/// <summary>Fills a resolver's <see cref="ApiPrincipal"/> parameter with the caller.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerAttribute : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(ArgumentInformation argumentInformation) =>
        argumentInformation.SetDelegate(context => (ApiPrincipal)context.User!);
}
