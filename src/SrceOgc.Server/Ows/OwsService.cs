using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Ows;

/// <summary>Who serves what, as capabilities of OWS Common begin (06-121r3, 7.4.4 and 7.4.5).</summary>
internal static class OwsService
{
    /// <param name="versions">Of the protocol, the best first.</param>
    public static void Identification(OwsXml ows, ServiceDescription service, string type, IEnumerable<string> versions)
    {
        ows.Start("ServiceIdentification");
        ows.Element("Title", ows.Text(service.Title));
        ows.Element("Abstract", ows.Text(service.Abstract));
        ows.Keywords(service.Keywords);
        ows.Element("ServiceType", type);
        foreach (var version in versions)
            ows.Element("ServiceTypeVersion", version);
        ows.Element("Fees", service.AnnouncedFees);
        ows.Element("AccessConstraints", service.AnnouncedConstraints);
        ows.End();
    }

    public static void Provider(OwsXml ows, Contact contact)
    {
        ows.Start("ServiceProvider");
        ows.Element("ProviderName", contact.Organization);
        if (contact.Site.Length > 0)
            ows.Link("ProviderSite", contact.Site);
        ows.Start("ServiceContact");
        ows.Given("IndividualName", contact.Person);
        ows.Given("PositionName", contact.Position);
        ows.Start("ContactInfo");
        if (contact.Phone.Length > 0)
        {
            ows.Start("Phone");
            ows.Element("Voice", contact.Phone);
            ows.End();
        }

        ows.Start("Address");
        ows.Given("DeliveryPoint", contact.Address);
        ows.Given("City", contact.City);
        ows.Given("PostalCode", contact.PostalCode);
        ows.Given("Country", contact.Country);
        ows.Given("ElectronicMailAddress", contact.Email);
        ows.End();
        ows.End();
        ows.End();
        ows.End();
    }
}
