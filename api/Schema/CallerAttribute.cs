using GraphQL;
using GraphQL.Types;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.Schema;

/// <summary>Gives a resolver's <see cref="ApiPrincipal"/> parameter who is asking.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerAttribute : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(ArgumentInformation argumentInformation) =>
        argumentInformation.SetDelegate(context => (ApiPrincipal)context.User!);
}
